// Package owner starts a goroutine each round that all run a method of one value.
package owner

import (
	"bufio"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"
)

type mailServer struct {
	conn   net.Conn
	reader *bufio.Reader
	since  time.Time
	state  int
}

const ready = 1

func (s *mailServer) serve(conn net.Conn) {
	defer conn.Close()
	s.conn = conn // want "`s.conn`, and 2 more beside it, are set by each of the goroutines that .*listen. starts in a loop"
	s.reader = bufio.NewReader(conn)
	s.since = time.Now()
	s.state = ready
	_, _ = s.reader.ReadString('\n')
}

func (s *mailServer) listen(l net.Listener) error {
	for {
		conn, err := l.Accept()
		if err != nil {
			return err
		}
		go s.serve(conn)
	}
}

type prober struct {
	client *http.Client
	count  int
	seen   atomic.Int64
	mu     sync.Mutex
	last   string
}

func (p *prober) probe(url string) {
	if p.client == nil {
		p.client = &http.Client{Timeout: time.Second} // want "`p.client`, and 1 more beside it, are set by each"
	}
	p.count++
	if resp, err := p.client.Get(url); err == nil {
		resp.Body.Close()
	}
}

func (p *prober) gather(urls []string) {
	var wg sync.WaitGroup
	for _, url := range urls {
		wg.Add(1)
		go func(url string) {
			defer wg.Done()
			p.probe(url)
		}(url)
	}
	wg.Wait()
}

func (p *prober) clean_locked(url string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.last = url
}

func (p *prober) clean_counted(url string) { p.seen.Add(int64(len(url))) }

func (p *prober) clean_all(urls []string) {
	for _, url := range urls {
		go p.clean_locked(url)
		go p.clean_counted(url)
	}
}

func (p prober) clean_copy(url string) { p.last = url }

func clean_copies(p prober, urls []string) {
	for _, url := range urls {
		go p.clean_copy(url)
	}
}

type session struct {
	conn net.Conn
	name string
}

func (s *session) clean_run() { s.name = s.conn.RemoteAddr().String() }

func clean_each(l net.Listener) {
	for {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		s := &session{conn: conn}
		go s.clean_run()
	}
}

func (p *prober) clean_one(url string) { p.last = url }

func (p *prober) clean_turns(urls []string) {
	done := make(chan struct{})
	for _, url := range urls {
		go func() {
			p.clean_one(url)
			done <- struct{}{}
		}()
		<-done
	}
}

func clean_around(p *prober, urls []string) {
	var mu sync.Mutex
	for _, url := range urls {
		go func() {
			mu.Lock()
			defer mu.Unlock()
			p.clean_one(url)
		}()
	}
}

func clean_first(p *prober, urls []string) {
	for _, url := range urls {
		if url != "" {
			go p.clean_one(url)
			break
		}
	}
}
