// Package pool grows and shrinks by a count of its workers.
package pool

type pool struct{ size int }

func (p *pool) worker(work, leave <-chan int, quit <-chan struct{}) {
	for {
		select {
		case n := <-work:
			println(n)
		case <-leave:
			return
		case <-quit:
			return
		}
	}
}

func (p *pool) resize(ideal int, work, leave chan int, quit <-chan struct{}) {
	for {
		if ideal == p.size {
			break
		} else if ideal < p.size {
			leave <- 1 // want "the send on `leave` blocks for ever"
			p.size--
		} else {
			go func() { p.worker(work, leave, quit) }()
			p.size++
		}
	}
}

func (p *pool) run(ideal int, quit <-chan struct{}) {
	work := make(chan int, 4)
	leave := make(chan int)
	p.resize(ideal, work, leave, quit)
}
