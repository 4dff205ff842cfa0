"""A demo world: two invented cities, their scenarios, and everybody who takes part.

Plain data (``texts/*.toml``) and pure generators; nothing here touches the database. The same call
gives the same answer on every machine. People, organisations, codes and telephone numbers are
invented: the administrative division in the credit codes and the dialling code are unassigned.
"""
