// Package asked has one handler for all streams.
package asked

import "google.golang.org/grpc"

type relay struct{ last *grpc.PreparedMsg }

func (r *relay) Answer(_ any, stream grpc.ServerStream) error {
	message := &grpc.PreparedMsg{}
	if err := message.Encode(stream, "orders"); err != nil {
		return err
	}
	r.last = message // want "r.last"
	return stream.SendMsg(message)
}

func serve() *grpc.Server {
	one := &relay{}
	return grpc.NewServer(grpc.UnknownServiceHandler(func(srv any, stream grpc.ServerStream) error {
		return one.Answer(srv, stream)
	}))
}
