"""Tell the author of a layout what of it has no effect: a block that nothing prints, a selector that matches nothing, an ignored font."""
