package p

import "sync"

// rounds waits, before each change, until the one who works has come to an end of it.
func rounds(changes <-chan func(), work func(*sync.Mutex)) {
	mu := new(sync.Mutex)
	go work(mu)
	for change := range changes {
		if change == nil {
			continue
		}

		mu.Lock() // want "unlocked at once"
		mu.Unlock()
		change()
	}
}
