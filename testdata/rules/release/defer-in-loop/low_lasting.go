// Package lasting defers in loops what is to last, or what is little.
package lasting

import (
	"io"
	"net"
	"sync"
)

// Each listener keeps its port until all are found.
func freePorts(n int) ([]int, error) {
	var ports []int
	for i := 0; i < n; i++ {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return nil, err
		}
		defer l.Close() // want "`l` is released when the function returns"
		ports = append(ports, l.Addr().(*net.TCPAddr).Port)
	}
	return ports, nil
}

type socket struct {
	mu    sync.Mutex
	inode string
	owner string
}

// All sockets stay locked while their owners are set.
func own(sockets []*socket, owners map[string]string) {
	for _, s := range sockets {
		s.mu.Lock()
		defer s.mu.Unlock() // want "`s.mu` is released when the function returns"
	}
	for _, s := range sockets {
		s.owner = owners[s.inode]
	}
}

type conn struct{ io.Closer }

func (c *conn) idle() bool { return true }

// The connections are closed after the lock has been released.
func closeIdle(mu *sync.RWMutex, conns []*conn) {
	mu.RLock()
	for i, c := range conns {
		if c.idle() {
			defer func(c *conn, index int) { // want "this runs when the function returns"
				_ = c.Close()
			}(c, i)
		}
	}
	mu.RUnlock()
}
