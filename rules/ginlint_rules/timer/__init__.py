"""Rules of the topic timer."""
