// Package stuck reads on whatever error there is.
package stuck

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"log"
	"mime/multipart"
	"net"

	"github.com/gorilla/websocket"
	"google.golang.org/grpc"
)

func fields(form *multipart.Reader) map[string]string {
	found := map[string]string{}
	for {
		part, err := form.NextPart() // want "this loop never ends once `form\\.NextPart` fails for good: it goes on with every error, and the same one comes back at once"
		if err == io.EOF {
			break
		}
		if err != nil {
			log.Println("part:", err)
			continue
		}
		found[part.FormName()] = part.FileName()
		part.Close()
	}
	return found
}

func talk(conn *websocket.Conn, say func([]byte)) {
	defer conn.Close()
	for {
		_, text, err := conn.ReadMessage() // want "this loop never ends once `conn\\.ReadMessage` fails for good"
		if err != nil {
			if websocket.IsCloseError(err, websocket.CloseNormalClosure) {
				return
			}
			log.Println("read:", err)
			continue
		}
		say(text)
	}
}

type updates interface {
	Recv() (string, error)
	grpc.ClientStream
}

type watcher struct{ stream updates }

func (w *watcher) watch(tell func(string)) {
	for {
		update, err := w.stream.Recv() // want "this loop never ends once `w\\.stream\\.Recv` fails for good"
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil || update == "" {
			continue
		}
		tell(update)
	}
}

func lines(conn net.Conn, handle func(map[string]any)) {
	input := json.NewDecoder(conn)
	for {
		var line map[string]any
		if err := input.Decode(&line); err == io.EOF { // want "this loop never ends once `input\\.Decode` fails for good"
			return
		} else if err != nil {
			log.Println("decode:", err)
			continue
		}
		handle(line)
	}
}

func texts(conn net.Conn, handle func(string)) {
	input := bufio.NewReader(conn)
	for {
		text, err := input.ReadString('\n') // want "this loop never ends once `input\\.ReadString` fails for good"
		if err != nil {
			log.Println("read:", err)
			continue
		}
		handle(text)
	}
}
