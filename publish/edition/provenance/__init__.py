"""Where each text of a page comes from: recorded when it is made, and compared with the finished page."""
