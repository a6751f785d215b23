// Package dry has what looks like a service of gRPC, and like the context of one message.
package dry

import (
	"context"
	"fmt"
	"net"
	"os"

	"google.golang.org/grpc"
)

type Item struct{ Name string }

type Empty struct{}

// StoreServer is generated, say.
type StoreServer interface {
	Put(context.Context, *Item) (*Empty, error)
	Get(context.Context, *Item) (*Item, error)
}

func RegisterStoreServer(s grpc.ServiceRegistrar, srv StoreServer) {
	s.RegisterService(&grpc.ServiceDesc{ServiceName: "store"}, srv)
}

// The recorder has no Get: it cannot be registered, and is called by one loop.
type recorder struct {
	calls int
	last  string
}

func (r *recorder) Put(ctx context.Context, in *Item) (*Empty, error) {
	r.calls++
	r.last = in.Name
	return &Empty{}, nil
}

// This Server has nothing to do with gRPC, though there is a function that registers it.
type Server interface {
	Open(ctx context.Context, address string) (net.Addr, error)
}

var servers []Server

func RegisterServer(s Server) { servers = append(servers, s) }

type admin struct {
	listener net.Listener
	name     string
}

func (a *admin) Open(ctx context.Context, address string) (net.Addr, error) {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return nil, err
	}
	a.listener = listener
	a.name = address
	return listener.Addr(), nil
}

func main() {
	r := &recorder{}
	for _, name := range os.Args[1:] {
		if _, err := r.Put(context.Background(), &Item{Name: name}); err != nil {
			fmt.Println(err)
		}
	}
	RegisterServer(&admin{})
	for _, s := range servers {
		if _, err := s.Open(context.Background(), "localhost:0"); err != nil {
			fmt.Println(err)
		}
	}
}
