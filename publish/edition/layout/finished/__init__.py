"""Finish a page when its edition code is known: the code, the policy of a web page, linked data, and the states of printed copies."""
