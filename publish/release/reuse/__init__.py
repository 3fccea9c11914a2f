"""Reuse what an earlier build made: a ledger of outputs and what they were made from, a store of printed files by their recipes."""
