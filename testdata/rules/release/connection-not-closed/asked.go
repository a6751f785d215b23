// Package asked makes a connection to ask one thing.
package asked

import (
	"context"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
)

type stock struct{ Left int }

type stockClient struct{ conn grpc.ClientConnInterface }

func newStockClient(conn grpc.ClientConnInterface) *stockClient { return &stockClient{conn} }

func (c *stockClient) ask(ctx context.Context, name string) (*stock, error) {
	found := &stock{}
	return found, c.conn.Invoke(ctx, "/stock/ask", &name, found)
}

func every(names []string, do func(string) error) error {
	for _, name := range names {
		if err := do(name); err != nil {
			return err
		}
	}
	return nil
}

func sum(ctx context.Context, client *stockClient, names []string) (int, error) {
	left := 0
	err := every(names, func(name string) error {
		found, err := client.ask(ctx, name)
		if err == nil {
			left += found.Left
		}
		return err
	})
	return left, err
}

func left(ctx context.Context, address string, names []string) (int, error) {
	conn, err := grpc.NewClient(address, grpc.WithTransportCredentials(insecure.NewCredentials())) // want "never closed"
	if err != nil {
		return 0, err
	}
	return sum(ctx, newStockClient(conn), names)
}
