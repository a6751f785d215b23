package hijacked

import (
	"io"
	"net/http"
)

type engine interface {
	Serve(r *http.Request) (*http.Response, bool, error)
}

func send(e engine, client *http.Client, r *http.Request) (resp *http.Response, taken bool, err error) {
	if r.Header.Get("Upgrade") != "" {
		resp, taken, err = e.Serve(r)
		return
	}
	resp, err = client.Do(r)
	return
}

// Where somebody else has the connection, there is no response.
func cleanHijacked(e engine, client *http.Client, w http.ResponseWriter, r *http.Request) {
	var (
		resp       *http.Response
		isHijacked bool
		err        error
	)
	resp, isHijacked, err = send(e, client, r)
	if err != nil {
		return
	}
	if isHijacked {
		return
	}
	_, _ = io.Copy(w, resp.Body)
	resp.Body.Close()
}

func cached(e engine, client *http.Client, w http.ResponseWriter, r *http.Request) {
	var (
		resp     *http.Response
		isCached bool
		err      error
	)
	resp, isCached, err = send(e, client, r) // want "the response body in `resp` is not closed on every path"
	if err != nil {
		return
	}
	if isCached {
		return
	}
	_, _ = io.Copy(w, resp.Body)
	resp.Body.Close()
}
