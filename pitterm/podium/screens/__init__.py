"""The podium's screens: they arrange widgets and pass keys on; the App acts."""
