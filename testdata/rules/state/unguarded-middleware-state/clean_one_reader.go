// Package readers has loops that one goroutine runs, however many messages there are.
package readers

import (
	"bufio"
	"fmt"
	"io"
	"log"
	"net"
	"os/exec"
	"sync"
	"time"
)

// One goroutine counts what comes, and main looks at that when it is over.
type counter struct {
	lines int
	last  string
	over  chan struct{}
}

func (c *counter) start(listener net.Listener) {
	go func() {
		defer close(c.over)
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			c.read(conn)
		}
	}()
}

func (c *counter) read(conn net.Conn) {
	defer conn.Close()
	lines := bufio.NewScanner(conn)
	for lines.Scan() {
		c.note(lines.Text())
	}
}

func (c *counter) note(line string) {
	c.lines++
	c.last = line
}

// Only the first round starts it.
type pool struct {
	sweeping bool
	swept    time.Time
}

func (p *pool) sweep() {
	for {
		time.Sleep(time.Minute)
		p.swept = time.Now()
	}
}

func (p *pool) fill(addresses []string) {
	for _, address := range addresses {
		fmt.Println(address)
		if !p.sweeping {
			p.sweeping = true
			go p.sweep()
		}
	}
}

// Each part is one round's.
type parts struct{ logs, metrics string }

func (p *parts) serveLogs(name string)    { p.logs = "/var/" + name }
func (p *parts) serveMetrics(name string) { p.metrics = "/var/" + name }

func (p *parts) serve(names []string) {
	for _, name := range names {
		switch name {
		case "logs":
			go p.serveLogs(name)
		case "metrics":
			go p.serveMetrics(name)
		}
	}
}

// One of them is chosen.
type job struct{ began time.Time }

func (j *job) lead() { j.began = time.Now() }

func (j *job) run(workers int) {
	for i := range workers {
		go func() {
			if i == 0 {
				j.lead()
			}
			fmt.Println(i)
		}()
	}
}

// Run goes on until the other end of the pipe is closed.
type shell struct{ last string }

func (s *shell) feed(w *io.PipeWriter, script string) {
	s.last = script
	_, err := io.WriteString(w, script)
	w.CloseWithError(err)
}

func (s *shell) all(scripts []string) {
	for _, script := range scripts {
		r, w := io.Pipe()
		command := exec.Command("sh")
		command.Stdin = r
		go s.feed(w, script)
		if err := command.Run(); err != nil {
			log.Print(err)
		}
	}
}

// What locks for its caller gives him what unlocks.
type held struct {
	mu   sync.Mutex
	conn net.Conn
}

func enter(mu *sync.Mutex) func() {
	mu.Lock()
	return func() { mu.Unlock() }
}

func (h *held) serve(conn net.Conn) {
	leave := enter(&h.mu)
	h.conn = conn
	leave()
}

func (h *held) accept(listener net.Listener) {
	for {
		conn, err := listener.Accept()
		if err != nil {
			continue
		}
		go h.serve(conn)
	}
}

func main() {
	listener, err := net.Listen("tcp", "localhost:8125")
	if err != nil {
		log.Fatal(err)
	}
	defer listener.Close()
	c := &counter{over: make(chan struct{})}
	c.start(listener)
	<-c.over
	log.Print(c.lines, c.last)
	(&pool{}).fill([]string{"a", "b"})
	(&parts{}).serve([]string{"logs", "metrics"})
	(&job{}).run(3)
	(&shell{}).all([]string{"true"})
	(&held{}).accept(listener)
}
