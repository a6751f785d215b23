// Package served has methods of a gRPC service whose type embeds nothing, and handlers that take a struct with the context.
package served

import (
	"context"
	"net/http"

	"github.com/gin-gonic/gin"
	"google.golang.org/grpc"
)

type AddRequest struct{ URL string }

type AddReply struct{}

type LedgerServer interface {
	Add(context.Context, *AddRequest) (*AddReply, error)
}

func RegisterLedgerServer(s grpc.ServiceRegistrar, srv LedgerServer) {
	s.RegisterService(&grpc.ServiceDesc{ServiceName: "Ledger", HandlerType: (*LedgerServer)(nil)}, srv)
}

type ledger struct{ last string }

func (l *ledger) Add(ctx context.Context, req *AddRequest) (*AddReply, error) {
	resp, err := http.Get(req.URL) // want "`http.Get` waits for ever .* per request"
	if err != nil {
		return nil, err
	}
	return &AddReply{}, resp.Body.Close()
}

// Declared otherwise, so nothing calls it for a request.
type archive struct{}

func (a *archive) Add(ctx context.Context, url string) error { return clean_ask(url) }

func clean_ask(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

type call struct {
	gin  *gin.Context
	user string
}

type action struct {
	path string
	run  func(c *call) error
}

func (a action) serve(c *gin.Context) {
	if err := a.run(&call{gin: c, user: c.GetString("user")}); err != nil {
		c.AbortWithStatus(http.StatusBadGateway)
	}
}

func ping(c *call) error {
	resp, err := http.Get(c.user) // want "`http.Get` waits for ever .* per request"
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// A struct that no function type takes is no context.
type kept struct {
	gin *gin.Context
	url string
}

func (k *kept) clean_ask() error { return clean_ask(k.url) }

func actions() []action { return []action{{path: "/ping", run: ping}} }
