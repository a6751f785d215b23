package bounded

import "sync"

// A group that counts as sync.WaitGroup does and lets only so many run at once.
type group struct {
	wg    sync.WaitGroup
	slots chan struct{}
}

func newGroup(size uint) group {
	return group{slots: make(chan struct{}, size)}
}

func (g *group) Add(n int) {
	for i := 0; i > n; i-- {
		<-g.slots
	}
	for i := 0; i < n; i++ {
		g.slots <- struct{}{}
	}
	g.wg.Add(n)
}

func (g *group) Done() { g.Add(-1) }

func (g *group) Wait() { g.wg.Wait() }

func search(blocks []string, find func(string) int) (sum int) {
	g := newGroup(50)
	results := make(chan int)
	for _, block := range blocks {
		g.Add(1)
		go func() {
			defer g.Done()
			results <- find(block)
		}()
	}
	go func() {
		g.Wait()
		close(results)
	}()
	for n := range results {
		sum += n
	}
	return sum
}
