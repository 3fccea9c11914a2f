"""Gettext catalogs: a template is made of a guide, merged into the catalogs, translators fill them in,
`checks` look them over, `standing` tells how far they are, and `lookup` hands the texts on.

Whoever needs one of these imports its module: reading a catalog must not load the parser of guides, nor a check the merge.
"""
