"""Reuse what an earlier build made: a ledger of the outputs, with everything that each was made from."""
