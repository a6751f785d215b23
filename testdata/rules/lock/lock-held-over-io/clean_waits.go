// Waits that end whoever holds the lock.
package ending

import "sync"

type pipe struct {
	mu   sync.Mutex
	done chan struct{}
	room chan int
	last int
}

// The goroutine closes the channel without the lock.
func open() *pipe {
	p := &pipe{done: make(chan struct{}), room: make(chan int, 1)}
	go func() {
		defer close(p.done)
		for i := 0; i < 3; i++ {
			println("working")
		}
	}()
	return p
}

func (p *pipe) shut() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.last = 0
	<-p.done
}

// The channel has room for one.
func (p *pipe) put(n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.room <- n
}

func (p *pipe) take() {
	for {
		p.mu.Lock()
		p.last = 0
		p.mu.Unlock()
		p.last = <-p.room
	}
}

// One of those who end the wait does not need the lock.
type gate struct {
	mu   sync.Mutex
	open chan struct{}
	uses int
}

func (g *gate) enter() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.uses++
	<-g.open
}

func (g *gate) lift() {
	go func() {
		g.mu.Lock()
		g.uses = 0
		g.mu.Unlock()
		g.open <- struct{}{}
	}()
	go func() { g.open <- struct{}{} }()
}

// Whom the group counts has the lock behind it.
type monitor struct {
	mu   sync.Mutex
	wg   sync.WaitGroup
	runs int
}

func (m *monitor) listen() {
	m.mu.Lock()
	m.runs++
	m.wg.Add(1)
	m.mu.Unlock()
	defer m.wg.Done()
	println("listening")
}

func (m *monitor) end() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.runs = 0
	m.wg.Wait()
}
