// A worker that is started once, and that nothing ends.
package worker

type board struct{ last string }

func (b *board) follow(names chan string) {
	for {
		select {
		case name := <-names:
			b.last = name
		}
	}
}

type seat struct{ quit chan struct{} }

func (s *seat) watch(changed func(string)) {
	go func() {
		for {
			select {
			case <-s.quit:
				return
			default:
			}
			changed("somebody")
		}
	}()
}

func NewBoard(s *seat) *board {
	b := &board{}
	go func() { // want "this select blocks for ever"
		names := make(chan string, 1)
		s.watch(func(name string) { names <- name })
		b.follow(names)
	}()
	return b
}
