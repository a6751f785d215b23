// Package process tells a hub that is there for as long as the process is.
package process

type hub struct {
	changed chan bool
	stop    chan struct{}
}

func (h *hub) run() {
	for {
		select {
		case <-h.changed:
			println("changed")
		case <-h.stop:
			return
		}
	}
}

var shared struct{ hub *hub }

type member struct {
	votes chan int
	done  chan struct{}
}

func (m *member) run() {
	for {
		select {
		case vote := <-m.votes:
			if vote > 0 {
				shared.hub.changed <- true // want "while this send waits"
			}
		case <-m.done:
			return
		}
	}
}

func start() *member {
	shared.hub = &hub{changed: make(chan bool), stop: make(chan struct{})}
	go shared.hub.run()
	m := &member{votes: make(chan int), done: make(chan struct{})}
	go m.run()
	return m
}
