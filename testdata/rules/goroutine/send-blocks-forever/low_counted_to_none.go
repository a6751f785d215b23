package idle

func work(n int) error { return nil }

// It is left once none is under way.
func drive(jobs <-chan int) (failed int) {
	results := make(chan error)
	active, closed := 0, false
loop:
	for {
		select {
		case n, ok := <-jobs:
			if !ok {
				jobs, closed = nil, true
				if active < 1 {
					break loop
				}
				continue
			}
			active++
			go func() { results <- work(n) }() // want "the send on `results` blocks for ever when something else comes first"
		case err := <-results:
			active--
			if err != nil {
				failed++
			}
			if closed && active < 1 {
				break loop
			}
		}
	}
	return failed
}
