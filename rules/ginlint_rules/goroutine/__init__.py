"""Rules of the topic goroutine."""
