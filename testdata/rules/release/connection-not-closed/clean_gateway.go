// Package gateway answers over HTTP what a server answers over gRPC, by one connection for good.
package gateway

import (
	"context"
	"encoding/json"
	"net/http"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
)

type stock struct{ Left int }

type stockClient interface {
	Ask(ctx context.Context, name string) (*stock, error)
}

type stockConn struct{ conn grpc.ClientConnInterface }

func newStockClient(conn grpc.ClientConnInterface) stockClient { return &stockConn{conn} }

func (c *stockConn) Ask(ctx context.Context, name string) (*stock, error) {
	found := &stock{}
	return found, c.conn.Invoke(ctx, "/stock/ask", &name, found)
}

func registerClient(mux *http.ServeMux, client stockClient) error {
	mux.HandleFunc("GET /stock/{name}", func(w http.ResponseWriter, r *http.Request) {
		found, err := client.Ask(r.Context(), r.PathValue("name"))
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
		_ = json.NewEncoder(w).Encode(found)
	})
	return nil
}

func register(mux *http.ServeMux, conn *grpc.ClientConn) error {
	return registerClient(mux, newStockClient(conn))
}

func routes(mux *http.ServeMux, address string) error {
	conn, err := grpc.NewClient(address, grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		return err
	}
	if err := register(mux, conn); err != nil {
		return err
	}
	return nil
}
