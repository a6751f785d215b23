// Package service dials again and again what others only dial as they start.
package service

import (
	"context"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/connectivity"
	"google.golang.org/grpc/credentials/insecure"
)

func dial(ctx context.Context, address string) (*grpc.ClientConn, error) {
	conn, err := grpc.NewClient(address, grpc.WithTransportCredentials(insecure.NewCredentials())) // want "the connection in `conn` is not closed on every path"
	if err != nil {
		return nil, err
	}
	conn.Connect()
	if !conn.WaitForStateChange(ctx, connectivity.Connecting) {
		return nil, ctx.Err()
	}
	return conn, nil
}

type peers struct{ conns map[string]*grpc.ClientConn }

func (p *peers) meet(ctx context.Context, address string) error {
	conn, err := dial(ctx, address)
	if err != nil {
		return err
	}
	p.conns[address] = conn
	return nil
}

func (p *peers) watch(found <-chan string) {
	for address := range found {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		_ = p.meet(ctx, address)
		cancel()
	}
}
