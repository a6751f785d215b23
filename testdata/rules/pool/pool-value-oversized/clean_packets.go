// Package packets reads into buffers of one size: nobody puts another in their place.
package packets

import (
	"net"
	"net/http"
	"sync"
)

var packets = sync.Pool{New: func() any {
	b := make([]byte, 1500)
	return &b
}}

type relay struct {
	conn net.Conn
	out  chan message
}

type message struct {
	whole *[]byte
	text  []byte
}

func (r *relay) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	for {
		p := packets.Get().(*[]byte)
		buf := *p
		n, err := r.conn.Read(buf)
		if err != nil {
			packets.Put(p)
			return
		}
		if n == 0 {
			packets.Put(p)
			continue
		}
		if !r.handle(buf[:n], p) {
			w.WriteHeader(http.StatusGone)
			return
		}
	}
}

func (r *relay) handle(text []byte, whole *[]byte) bool {
	switch text[0] {
	case 'q':
		packets.Put(whole)
		return false
	case 'm':
		r.forward(text, whole)
	default:
		packets.Put(whole)
	}
	return true
}

func (r *relay) forward(text []byte, whole *[]byte) {
	select {
	case r.out <- message{whole: whole, text: text}:
	default:
		packets.Put(whole)
	}
}
