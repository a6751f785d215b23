"""Rules of the topic context."""
