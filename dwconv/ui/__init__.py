"""What the pages share: controls, cached calls and small parts."""
