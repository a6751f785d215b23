// Package confined keeps what it knows of senders in variables that one loop has to itself, or does not.
package confined

import "net"

var (
	// known is how much each sender has sent.
	known   map[string]int
	counted map[string]int
	twice   int
	lent    = map[string]int{}
)

func serve() {
	go cleanListen()
	go listen()
	go lend()
	for range 2 {
		go several()
	}
}

// Nobody else names it, and there is one goroutine.
func cleanListen() {
	conn, err := net.ListenUDP("udp", nil)
	if err != nil {
		return
	}
	defer conn.Close()
	known = map[string]int{}
	buf := make([]byte, 512)
	for {
		n, from, err := conn.ReadFromUDP(buf)
		if err != nil {
			return
		}
		if len(known) > 1000 {
			known = map[string]int{}
		}
		known[from.String()] += n
	}
}

func listen() {
	conn, err := net.ListenUDP("udp", nil)
	if err != nil {
		return
	}
	defer conn.Close()
	buf := make([]byte, 512)
	for {
		n, from, err := conn.ReadFromUDP(buf)
		if err != nil {
			return
		}
		if len(counted) > 1000 {
			counted = map[string]int{} // want "`counted` is written while serving a connection"
		}
		counted[from.String()] += n
	}
}

func Counted(name string) int { return counted[name] }

// It is started several times.
func several() {
	conn, err := net.ListenUDP("udp", nil)
	if err != nil {
		return
	}
	defer conn.Close()
	buf := make([]byte, 512)
	for {
		if _, _, err := conn.ReadFromUDP(buf); err != nil {
			return
		}
		twice++ // want "`twice` is written while serving a connection"
	}
}

// What it starts uses it, too.
func lend() {
	conn, err := net.ListenUDP("udp", nil)
	if err != nil {
		return
	}
	defer conn.Close()
	buf := make([]byte, 512)
	for {
		n, from, err := conn.ReadFromUDP(buf)
		if err != nil {
			return
		}
		go func() { println(len(lent)) }()
		if len(lent) > 1000 {
			clear(lent) // want "`lent` is written while serving a connection"
		}
		lent[from.String()] = n
	}
}
