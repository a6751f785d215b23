package switched

import (
	"bufio"
	"fmt"
	"net"
	"net/http"
)

type hijacked struct {
	net.Conn
	r *bufio.Reader
}

func (h *hijacked) RoundTrip(req *http.Request) (*http.Response, error) {
	if err := req.Write(h.Conn); err != nil {
		return nil, err
	}
	return http.ReadResponse(h.r, req)
}

// Once the protocol is another one, the connection is all there is.
func cleanSwitch(conn net.Conn, req *http.Request) (net.Conn, error) {
	h := &hijacked{conn, bufio.NewReader(conn)}
	resp, err := http.RoundTripper(h).RoundTrip(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusSwitchingProtocols {
		resp.Body.Close()
		return nil, fmt.Errorf("unexpected %s", resp.Status)
	}
	return h, nil
}

// What a pipeline of the module answers with is no response of a server.

type request interface{ Request() *http.Request }

type tripper interface {
	RoundTrip(request) (*http.Response, error)
}

type static struct{}

func (static) RoundTrip(request) (*http.Response, error) {
	return &http.Response{StatusCode: http.StatusOK, Body: http.NoBody}, nil
}

type transport struct{ next http.RoundTripper }

func (t transport) RoundTrip(req *http.Request) (*http.Response, error) {
	return t.next.RoundTrip(req)
}

func cleanPipeline(next tripper, req request) (int, error) {
	resp, err := next.RoundTrip(req)
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func use(req request) (int, error) { return cleanPipeline(static{}, req) }

func client() *http.Client { return &http.Client{Transport: transport{http.DefaultTransport}} }
