"""What tests in Python share: the real server as a process, and a client that signs by itself, with the standard library."""
