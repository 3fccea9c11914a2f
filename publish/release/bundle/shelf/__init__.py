"""The shelf: the page of a release that lists its files and tells whether a printed copy is current, without a server."""
