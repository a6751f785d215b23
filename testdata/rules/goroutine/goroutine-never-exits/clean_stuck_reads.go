package stuck

import (
	"bufio"
	"context"
	"errors"
	"io"
	"log"
	"mime/multipart"
	"net"
	"time"

	"github.com/gorilla/websocket"
	"google.golang.org/grpc"
)

func names(form *multipart.Reader) []string {
	var found []string
	for {
		part, err := form.NextPart()
		if err == io.EOF {
			return found
		}
		if err != nil {
			log.Println("part:", err)
			return found
		}
		found = append(found, part.FileName())
	}
}

func chat(conn *websocket.Conn, say func([]byte)) {
	for {
		kind, text, err := conn.ReadMessage()
		if err != nil {
			if websocket.IsUnexpectedCloseError(err, websocket.CloseGoingAway) {
				log.Println("read:", err)
			}
			break
		}
		if kind != websocket.TextMessage {
			continue
		}
		say(text)
	}
}

// A timeout is no end, and all else is.
func polled(conn net.Conn, input *bufio.Reader, handle func(string)) {
	for {
		conn.SetReadDeadline(time.Now().Add(time.Second))
		text, err := input.ReadString('\n')
		var timeout net.Error
		if errors.As(err, &timeout) && timeout.Timeout() {
			continue
		}
		if err != nil {
			return
		}
		handle(text)
	}
}

type feed interface {
	Recv() (string, error)
	grpc.ClientStream
}

type follower struct {
	stream feed
	dial   func() (feed, error)
}

// It makes another stream.
func (f *follower) follow(tell func(string)) {
	for {
		update, err := f.stream.Recv()
		if err != nil {
			log.Println("recv:", err)
			f.connect()
			continue
		}
		tell(update)
	}
}

func (f *follower) connect() {
	stream, err := f.dial()
	if err == nil {
		f.stream = stream
	}
}

// The context ends it.
func (f *follower) until(ctx context.Context, tell func(string)) {
	for {
		update, err := f.stream.Recv()
		if err != nil {
			select {
			case <-ctx.Done():
				return
			case <-time.After(time.Second):
			}
			continue
		}
		tell(update)
	}
}

// Few are forgiven.
func (f *follower) patient(tell func(string)) {
	failed := 0
	for {
		update, err := f.stream.Recv()
		if err != nil {
			failed++
			if failed > 5 {
				return
			}
			continue
		}
		tell(update)
	}
}

// Each round has a reader of its own.
func each(listener net.Listener, handle func(string)) {
	for {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		text, err := bufio.NewReader(conn).ReadString('\n')
		conn.Close()
		if err != nil {
			continue
		}
		handle(text)
	}
}
