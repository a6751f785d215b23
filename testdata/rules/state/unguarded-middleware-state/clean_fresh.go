// Package fresh has methods that take a stream as handlers do, of values that a handler makes.
package fresh

import "google.golang.org/grpc"

type entry struct {
	key      string
	prepared *grpc.PreparedMsg
}

func (e *entry) prepare(stream grpc.ServerStream) error {
	message := &grpc.PreparedMsg{}
	if err := message.Encode(stream, e.key); err != nil {
		return err
	}
	e.prepared = message
	return nil
}

var converters = map[string]func(key string) *entry{
	"services": func(key string) *entry { return &entry{key: key} },
}

func answer(_ any, stream grpc.ServerStream) error {
	made := converters["services"]("orders")
	if err := made.prepare(stream); err != nil {
		return err
	}
	return stream.SendMsg(made.prepared)
}
