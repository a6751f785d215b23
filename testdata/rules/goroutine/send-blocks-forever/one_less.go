// Package oneless counts the answers that are still to come.
package oneless

func ask(name string) int { return len(name) }

func forgetsOne(names []string) int {
	found := make(chan int)
	for _, name := range names {
		go func() {
			found <- ask(name) // want "the send on `found` blocks for ever"
		}()
	}
	sum := 0
	for i := 0; i < len(names)-1; i++ {
		sum += <-found
	}
	return sum
}

func cleanRest(names []string) int {
	found := make(chan int)
	for _, name := range names {
		go func() {
			found <- ask(name)
		}()
	}
	first := <-found
	rest := len(names) - 1
	go func() {
		for i := 0; i < rest; i++ {
			<-found
		}
	}()
	return first
}

func cleanRoomForRest(names []string) int {
	found := make(chan int, len(names)-1)
	for _, name := range names {
		go func() {
			found <- ask(name)
		}()
	}
	return <-found
}
