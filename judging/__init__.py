"""Rule sheets, panels, recusals, ballots, and the standings computed from them."""
