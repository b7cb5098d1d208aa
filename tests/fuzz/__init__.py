"""Generated garbage: every RPC, and every file that pitterm reads."""
