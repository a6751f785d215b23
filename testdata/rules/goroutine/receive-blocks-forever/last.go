// Package last counts its goroutines down: the last one closes the channel.
package last

import (
	"net/http"
	"sync/atomic"
)

func each(jobs []func() int) (sum int) {
	answers := make(chan int, len(jobs))
	left := int64(len(jobs))
	for _, job := range jobs {
		go func() {
			defer func() {
				if atomic.AddInt64(&left, -1) == 0 {
					close(answers)
				}
			}()
			answers <- job()
		}()
	}
	for answer := range answers {
		sum += answer
	}
	return sum
}

func typed(jobs []func() int) (sum int) {
	answers := make(chan int, len(jobs))
	var left atomic.Int32
	left.Store(int32(len(jobs)))
	for _, job := range jobs {
		go func() {
			answers <- job()
			if now := left.Add(-1); now == 0 {
				close(answers)
			}
		}()
	}
	for answer := range answers {
		sum += answer
	}
	return sum
}

// Whoever closes only if there was an answer may be nobody.
func some(jobs []func() int) (sum int) {
	answers := make(chan int, len(jobs))
	for _, job := range jobs {
		go func() {
			if answer := job(); answer == 0 {
				close(answers)
			}
		}()
	}
	for answer := range answers { // want "never ends"
		sum += answer
	}
	return sum
}

func serve(w http.ResponseWriter, r *http.Request) {
	jobs := []func() int{func() int { return 1 }}
	if each(jobs)+typed(jobs)+some(jobs) == 0 {
		w.WriteHeader(http.StatusNoContent)
	}
}
