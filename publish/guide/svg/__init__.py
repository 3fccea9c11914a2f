"""Illustrations: read safely, translated, fitted to longer words and mirrored for right-to-left languages."""
