// Package service dials what a service has as long as it runs: if that fails as it starts, so does the service.
package service

import (
	"context"
	"net/http"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
)

type gateway struct {
	conns []*grpc.ClientConn
	mux   *http.ServeMux
}

func (g *gateway) route(ctx context.Context, conn *grpc.ClientConn) error {
	g.conns = append(g.conns, conn)
	return ctx.Err()
}

type options struct{ address string }

func (o *options) gateway(ctx context.Context) (*gateway, error) {
	conn, err := grpc.NewClient(o.address, grpc.WithTransportCredentials(insecure.NewCredentials())) // want "the connection in `conn` is not closed on every path"
	if err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	g := &gateway{mux: http.NewServeMux()}
	if err := g.route(ctx, conn); err != nil {
		return nil, err
	}
	return g, nil
}

func (o *options) complete(ctx context.Context) (http.Handler, error) {
	g, err := o.gateway(ctx)
	if err != nil {
		return nil, err
	}
	return g.mux, nil
}

func main() {
	o := &options{address: "localhost:50051"}
	handler, err := o.complete(context.Background())
	if err != nil {
		panic(err)
	}
	_ = (&http.Server{Addr: ":8080", Handler: handler}).ListenAndServe()
}
