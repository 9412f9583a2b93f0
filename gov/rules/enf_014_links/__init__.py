"""Do the documents' own links work?

Serves CONST-P10, Change Traceability: whoever follows a chain follows its links. Links to other machines are
never tried.
"""
