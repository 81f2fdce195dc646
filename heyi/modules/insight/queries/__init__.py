"""Questions of the home page."""
