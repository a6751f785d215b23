// does-not-compile: the client that is asked is not here, as where nothing was downloaded
package sent

import (
	"io"
	"net/http"

	"example.org/absent/generated"
)

type box struct{ api generated.Client }

func (b box) submit(url string, body io.Reader) ([]byte, error) {
	req, err := http.NewRequest(http.MethodPost, url, body)
	if err != nil {
		return nil, err
	}
	resp, err := b.api.Client.HTTP.Do(req) // want "the response body in `resp`"
	if err != nil {
		return nil, err
	}
	return io.ReadAll(resp.Body)
}

func (b box) check(url string) (bool, error) {
	req, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return false, err
	}
	resp, err := b.api.Client.HTTP.Do(req) // want "the response body in `resp` is never closed"
	if err != nil {
		return false, err
	}
	return resp.StatusCode == http.StatusOK, nil
}

func (b box) clean_closed(url string) ([]byte, error) {
	req, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	resp, err := b.api.Client.HTTP.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// What is asked has an answer of its own kind.
func (b box) clean_key(url string) (string, error) {
	req, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return "", err
	}
	resp, err := b.api.Do(req)
	if err != nil {
		return "", err
	}
	return resp.Key, nil
}

func (b box) clean_bytes(url string) (string, error) {
	req, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return "", err
	}
	resp, err := b.api.Do(req)
	if err != nil {
		return "", err
	}
	return string(resp.Body), nil
}

// A response of http has none of these, or no text for a body.
func (b box) clean_other(url string) (string, error) {
	req, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return "", err
	}
	resp, err := b.api.Do(req)
	if err != nil {
		return "", err
	}
	if resp.StatusCode != http.StatusOK {
		return "", resp.Error()
	}
	return resp.Payload, nil
}

func (b box) clean_text(url string) (string, error) {
	req, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return "", err
	}
	resp, err := b.api.Do(req)
	if err != nil {
		return "", err
	}
	if resp.StatusCode != http.StatusOK {
		return "", nil
	}
	return string(resp.Body[:10]), nil
}

// What a handler is given is not sent.
func (b box) clean_asked(w http.ResponseWriter, r *http.Request) {
	verdict, err := b.api.Request(r)
	if err != nil || verdict.StatusCode == 0 {
		return
	}
	w.WriteHeader(verdict.StatusCode)
}
