"""Rules of the topic state."""
