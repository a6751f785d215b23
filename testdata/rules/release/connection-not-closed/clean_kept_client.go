// Package clean keeps a client, and with it the connection below.
package clean

import (
	"context"

	"google.golang.org/grpc"
	"google.golang.org/grpc/health/grpc_health_v1"
)

type ordersClient struct{ conn grpc.ClientConnInterface }

func newOrdersClient(conn grpc.ClientConnInterface) *ordersClient { return &ordersClient{conn} }

func (c *ordersClient) watch(ctx context.Context, desc *grpc.StreamDesc) error {
	stream, err := c.conn.NewStream(ctx, desc, "/orders/watch")
	if err != nil {
		return err
	}
	return stream.CloseSend()
}

var (
	orders *ordersClient
	health grpc_health_v1.HealthClient
)

func connect(address string) error {
	conn, err := grpc.NewClient(address)
	if err != nil {
		return err
	}
	orders = newOrdersClient(conn)
	other, err := grpc.NewClient(address)
	if err != nil {
		return err
	}
	health = grpc_health_v1.NewHealthClient(other)
	return nil
}
