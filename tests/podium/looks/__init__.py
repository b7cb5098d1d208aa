"""How every screen looks: each in both themes, without colour and in ASCII, at three sizes."""
