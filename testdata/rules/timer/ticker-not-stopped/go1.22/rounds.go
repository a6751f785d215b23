package rounds

import "time"

// The channel of a ticker is never closed, so only its own body leaves the loop.
func watch(ready func() bool) {
	ticker := time.NewTicker(time.Second)
	for range ticker.C {
		if ready() {
			ticker.Stop()
			return
		}
	}
}

func watchOrLeave(ready, gone func() bool) {
	ticker := time.NewTicker(time.Second) // want "not stopped on every way"
	for range ticker.C {
		if gone() {
			return
		}
		if ready() {
			ticker.Stop()
			return
		}
	}
}

func watchSome(ready, gone func() bool) {
	ticker := time.NewTicker(time.Second) // want "not stopped on every way"
	for range ticker.C {
		if ready() {
			ticker.Stop()
			return
		}
		if gone() {
			break
		}
	}
}
