"""Pictures of an edition: drawings, photographs and QR codes, made ready for the page."""
