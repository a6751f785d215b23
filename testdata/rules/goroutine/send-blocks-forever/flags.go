// Flags that do not keep a second send away.
package flags

import "context"

func loudest(ctx context.Context, ask []func() int) int {
	answers := make(chan int, len(ask))
	best := make(chan int, 1)
	for _, one := range ask {
		go func() { answers <- one() }()
	}
	go func() {
		heard := false
		for range cap(answers) {
			got := <-answers
			if heard {
				println("another one")
			}
			heard = true
			best <- got // want "the send on `best` blocks for ever"
		}
	}()
	select {
	case got := <-best:
		return got
	case <-ctx.Done():
		return 0
	}
}
