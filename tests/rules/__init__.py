"""The rules of the pit, asked of the real server as the real logins."""
