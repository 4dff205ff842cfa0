"""Official documents as PDF, laid out after GB/T 9704-2012.

The modules here load reportlab: import them where a document is made, not at the top of a view.
"""
