// Package words counts, which is no status.
package words

import "time"

func count(words []string, one func(string) int) int {
	counted := make(chan int)
	go func() {
		sum := 0
		for _, word := range words {
			sum += one(word)
		}
		counted <- sum // want "the send on `counted` blocks for ever when something else comes first"
	}()
	select {
	case n := <-counted:
		return n
	case <-time.After(time.Second):
		return 0
	}
}
